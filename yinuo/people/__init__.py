"""People 人: firms, persons, members of the vendor, contacts of the client, sign-in, Visitor.

Nobody is both member and contact.
"""
