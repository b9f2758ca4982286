"""Changes 变更: client requests and their triage, change requests, impact, signed decision."""
