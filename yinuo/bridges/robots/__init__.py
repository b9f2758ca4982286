"""Messages to groups of WeCom 企业微信, DingTalk 钉钉 and Feishu 飞书 through the robots of these groups."""
