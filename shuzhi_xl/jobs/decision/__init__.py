"""The jobs that write down what was decided (决定): suggested grades adopted, problems closed."""
