"""The dossier 凭据包: files that prove a record to whoever holds them, and the program that checks them."""
