# Every command here starts from a plain machine (rustup, a C compiler, make, Node) and installs what it lacks.
# What they do is in scripts/.

.DEFAULT_GOAL := help
.PHONY: help run build dev check test end2end fuzz-api bench icons screenshots

help: ## This list
	@echo 'Pinhole. Choose one:'
	@sed -n 's/^\([a-z0-9-]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | while IFS='|' read -r command what; do printf '%-18s %s\n' "$$command" "$$what"; done

run: ## Build the program and start it on http://localhost:3000 (ARGS="--port 4000" passes options)
	@scripts/run.sh $(ARGS)

build: ## Build the program as it is meant to run: target/release/pinhole, its site beside it
	@scripts/build.sh release

dev: ## Start it for development: whatever is saved is built and shown again
	@scripts/dev.sh $(ARGS)

check: ## Formatting, lints and tests without a browser
	@scripts/check.sh

test: ## Everything: check, then the tests in a browser
	@scripts/test.sh

end2end: ## The tests in a browser alone (ARGS="journey" chooses)
	@scripts/end2end.sh $(ARGS)

fuzz-api: ## Send the API all that its document allows and does not (ARGS="--seed 2" chooses others)
	@scripts/fuzz-api.sh $(ARGS)

bench: ## Measure: CPU per picture, uploads, requests, start-up, memory, transfer, a flood of sign-ins (ARGS="photo.jpg" adds your own)
	@scripts/bench.sh $(ARGS)

icons: ## Draw the icons in public/ anew from public/icon.svg
	@scripts/icons.sh

screenshots: ## Take a picture of every page, phone and desktop, light and dark (PHOTOS=folder shows your own)
	@scripts/screenshots.sh
