# Two commands are enough: `make demo` shows the product, `make test` checks all of it.

.PHONY: demo test lint drill bench

# A town from its workbooks to its printed ledger, in ./demo-data.
demo:
	@scripts/install build
	cargo run --release --locked --quiet -- demo --data demo-data

# Everything that CI runs: lint, then every test on SQLite and on PostgreSQL.
test:
	@scripts/install build test
	@scripts/lint
	@scripts/test

# What can be said without running a test.
lint:
	@scripts/lint

# Long: imports killed 200 times on each engine.
drill:
	@scripts/install build test
	@scripts/drill

# Speed and memory, on this machine.
bench:
	@scripts/install build test
	@scripts/bench
