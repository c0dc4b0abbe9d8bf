"""Tests of shuzhi_xl.rules.year."""
