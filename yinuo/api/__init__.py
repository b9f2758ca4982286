"""The third door 开放接口: JSON for members' tokens; a client has the portal."""
