"""Forms that go out (表单): which are due, what they contain, how each is recognised."""
