"""Projects 项目: client account, project, contract, seats on both sides.

`access.project_for` is the only way for a member to get a project.
"""
