"""`make bench`: how the product compares with plain ways to do the same (与朴素做法的比较).

Nothing is loaded here, because every process that is started to be measured reads this file first.
"""

if __name__ == "__main__":
    from tests.bench.bench_rounds import main

    main()
