"""The fuse box 配置: settings, addresses, the `yinuo` command. No thoughts here."""
