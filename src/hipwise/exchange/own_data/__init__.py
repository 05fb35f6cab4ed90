"""What is known of a person as files to take along: for programs, for spreadsheets, and to read."""
