"""The client's front door 客户门户: sees, confirms, signs, asks. Enters rooms only through `for_client`; no models."""
