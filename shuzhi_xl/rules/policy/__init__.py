"""The policy (设置): the settings of 评分设置 and 基本设置 as one value."""
