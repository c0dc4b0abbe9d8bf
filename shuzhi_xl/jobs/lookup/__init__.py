"""The jobs that look something up (查询): where a result comes from, and many towns at once."""
