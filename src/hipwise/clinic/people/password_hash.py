"""How passwords are hashed: Argon2id at the strength that OWASP recommends, in 19 MiB rather than 100."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2idHasher(Argon2PasswordHasher):
    """Argon2id with m = 19 MiB, t = 2, p = 1 (OWASP Password Storage Cheat Sheet, 2024)."""

    memory_cost = 19_456
    time_cost = 2
    parallelism = 1
