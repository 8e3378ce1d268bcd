# A thin skin over packaging/bootstrap.py, which is the same on every system.

PYTHON ?= python3
ARGS ?=
BOOTSTRAP = $(PYTHON) packaging/bootstrap.py

.PHONY: help run test lint format bench translations screenshots docs dist wheel sbom release-files bundle tarball deb setup cuda lock clean distclean

help:
	@echo "make run [ARGS=...]   set up in .venv and start ShoeGUI (ARGS=--help for its commands)"
	@echo "make test [ARGS=...]  set up with the test tools and run every check (ARGS go to pytest)"
	@echo "make lint             every check but the tests"
	@echo "make format           put the source into the one format"
	@echo "make bench [ARGS=...] run the programs in benchmarks/ (ARGS: one's name and its arguments)"
	@echo "make translations     bring resources/translations up to date with the window's strings"
	@echo "make screenshots      make the pictures of the window in docs/images anew"
	@echo "make setup            set up only"
	@echo "make cuda             set up with NVIDIA's libraries (CUDA 13) for a GPU"
	@echo "make docs             write docs/command-line.md anew from the program's options"
	@echo "make dist             build the sdist and the wheel into dist/"
	@echo "make wheel            make dist, then try the wheel in an environment of its own"
	@echo "make sbom             list the packages and networks that ship, in dist/"
	@echo "make release-files    wheel, bundle, sbom and SHA256SUMS: what a release holds, in dist/"
	@echo "make bundle [ARGS=..] build the packaged program into dist/ and try it (ARGS=--help)"
	@echo "make tarball, deb     build the packaged program as one of these"
	@echo "make lock             choose the pinned versions in constraints.txt anew"
	@echo "make clean            remove caches and builds; make distclean removes .venv too"

run:
	@$(BOOTSTRAP) run $(ARGS)

test:
	@$(BOOTSTRAP) test $(ARGS)

bench:
	@$(BOOTSTRAP) bench $(ARGS)

bundle tarball deb:
	@$(BOOTSTRAP) $@ $(ARGS)

lint format translations screenshots docs dist wheel sbom release-files setup lock clean:
	@$(BOOTSTRAP) $@

cuda:
	@$(BOOTSTRAP) setup --cuda

distclean:
	@$(BOOTSTRAP) clean --all
