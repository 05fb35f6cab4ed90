"""The letter to a doctor: a draft of facts that a therapist corrects, as text and as PDF."""
