"""Evidence 凭据: append-only hash-chained events, documents by content hash, attachments.

No foreign keys into other rooms: names and titles are snapshots, so history stays true when people leave.
"""
