"""Tests of the jobs that write down decisions (决定)."""
