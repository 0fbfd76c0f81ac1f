# Two commands are enough: `make demo` shows the product, `make test` checks all of it.

.PHONY: demo test lint drill bench front browser

# A town from its workbooks to its printed ledger, in ./demo-data.
demo: front
	@scripts/install build
	cargo run --release --locked --quiet -- demo --data demo-data

# Everything that CI runs: lint, then every test on SQLite and on PostgreSQL.
test: front
	@scripts/install build test browser
	@scripts/lint
	@scripts/test

# What can be said without running a test.
lint: front
	@scripts/lint

# Long: imports killed 200 times on each engine.
drill: front
	@scripts/install build test
	@scripts/drill

# Speed and memory, on this machine.
bench: front
	@scripts/install build test
	@scripts/bench

# What browsers load: front/dist, which the program holds within it.
front:
	@scripts/install front
	@scripts/front

# The pages in a browser; `make test` does it too.
browser: front
	@scripts/install build browser
	@scripts/browser
