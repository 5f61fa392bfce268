# rapport: `make help` lists every target.
#
# BUILD names the folder of the objects, so that builds with other flags stand side by side:
# `make SANITIZE=address,undefined BUILD=build/asan`.

BUILD     ?= build/release
CC        ?= cc
OPTIMISE  ?= -O3
WARNINGS   = -Wall -Wextra -Wshadow -Wconversion -Werror
CPPFLAGS  += -Iclassifier -I. -D_GNU_SOURCE
CFLAGS    ?= -g
FLAGS      = -std=c11 $(OPTIMISE) $(WARNINGS) -fstack-protector-strong -pthread
ifdef SANITIZE
FLAGS     += -fsanitize=$(SANITIZE) -fno-sanitize-recover=all -fno-omit-frame-pointer
LDFLAGS   += -fsanitize=$(SANITIZE)
endif

MAIL       = gmime-3.0 libxml-2.0 zlib liblzma libzstd
OUTLOOK    = libgsf-1 libpst libytnef
PKG_CFLAGS := $(shell pkg-config --cflags $(MAIL) $(OUTLOOK) 2>/dev/null)
PKG_MAIL   := $(shell pkg-config --libs $(MAIL) 2>/dev/null) -lbz2
PKG_OUTLOOK := $(shell pkg-config --libs $(OUTLOOK) 2>/dev/null)
LIBS_TEXT  = -lstemmer -lutf8proc -ljansson -lm
LIBS       = -Wl,--as-needed $(LIBS_TEXT) $(PKG_MAIL)
LIBS_TRAIN = -Wl,--as-needed -lopenblas $(LIBS_TEXT) $(PKG_MAIL)
LIBS_OUTLOOK = -Wl,--as-needed $(LIBS_TEXT) $(PKG_OUTLOOK)

library  := $(sort $(wildcard classifier/*.c classifier/*/*.c))
tools    := $(sort $(wildcard tools/*.c))
mains    := $(filter tools/main%.c,$(tools))
unit     := $(sort $(wildcard tests/unit/*.c))
objects   = $(patsubst %.c,$(BUILD)/%.o,$(1))

# The programs that are left where they are used: in the checkout's top.
ifeq ($(BUILD),build/release)
bin      := .
else
bin      := $(BUILD)
endif

.DEFAULT_GOAL := all

.PHONY: demo
demo: ## install what is missing, build, and tag the sample mailbox with the shipped model
	@.ci/install build
	@$(SUBMAKE) -s $(JOBS) all
	@./rapport tag --format table --mine dana.whitfield@northgate-payroll.example \
		tests/data/sample/sample.mbox

.PHONY: all
all: $(bin)/rapport $(bin)/rapport-train $(bin)/rapport-outlook ## build the programs (nothing is installed)

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(PKG_CFLAGS) $(FLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/librapport.a: $(call objects,$(library))
	@rm -f $@
	ar rcs $@ $^

# An archive, so that each program takes only the commands that it has.
$(BUILD)/libtools.a: $(call objects,$(filter-out $(mains),$(tools)))
	@rm -f $@
	ar rcs $@ $^

$(bin)/rapport: $(BUILD)/tools/main.o $(BUILD)/libtools.a $(BUILD)/librapport.a
	$(CC) $(FLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(bin)/rapport-train: $(BUILD)/tools/main_train.o $(BUILD)/libtools.a $(BUILD)/librapport.a
	$(CC) $(FLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS_TRAIN)

# Alone it links the libraries of Outlook's formats.
$(bin)/rapport-outlook: $(BUILD)/tools/main_outlook.o $(BUILD)/librapport.a
	$(CC) $(FLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS_OUTLOOK)

# ---- the shipped model ---------------------------------------------------------------------------

texts   := $(sort $(wildcard corpus/texts/*.jsonl))
SHARED  ?= ../shared

# The test split and other people's texts are measured with, never trained on.  The assumed shares of
# the labels are those of mail and reviews, where most says nothing of either.
.PHONY: model
model: all ## train models/en.rapport from the corpus and write its card (two minutes)
	./rapport train --split train,validation --labels trust-building,neutral,pressure-reacting \
		--name en-2 --prior 0.2,0.72,0.08 -o models/en.rapport --card build/card.md $(texts)
	./rapport eval -m models/en.rapport --split test --by register --evidence --format markdown \
		--title 'Test split of the corpus' $(texts) >> build/card.md
	if [ -f $(SHARED)/real-dev.jsonl ]; then ./rapport eval -m models/en.rapport --by source \
		--format markdown --title "People's own texts (reviews, complaints, mail)" \
		$(SHARED)/real-dev.jsonl >> build/card.md; \
	else echo 'no $(SHARED)/real-dev.jsonl: the card says nothing of real texts'; fi
	mv build/card.md models/en.md

challenge := $(sort $(wildcard corpus/challenge/*.jsonl))

.PHONY: corpus
corpus: all ## check the corpus: its lines, duplicates, leaks between splits
	@$(bin)/rapport corpus schema duplicates leaks \
		--labels trust-building,neutral,pressure-reacting $(texts) $(challenge)

.PHONY: quality
quality: all ## how good the shipped model is, beside other programs trained on the same texts
	@.ci/install peers || true
	@RAPPORT_SHARED=$(SHARED) tests/bench/quality

.PHONY: bench
bench: all ## how fast it is, as ratios to other programs in the same run
	@.ci/install peers || true
	@RAPPORT_SHARED=$(SHARED) tests/bench/speed

# Exit status 77 says that the test bed is not here.
.PHONY: mailbed
mailbed: all ## how well it reads real mail, where the test bed is at hand
	@.ci/install peers || true
	@RAPPORT_SHARED=$(SHARED) tests/bench/mailbed || { code=$$?; [ $$code -eq 77 ]; }

.PHONY: bench-public
bench-public: all ## accuracy of the trainer on public sets, where they are at hand
	@RAPPORT_SHARED=$(SHARED) tests/bench/public

.PHONY: bench-outlook
bench-outlook: all ## what is read of Outlook's files beside other programs, where such files are at hand
	@.ci/install peers || true
	@RAPPORT_SHARED=$(SHARED) tests/bench/outlook

# ---- tests and checks ----------------------------------------------------------------------------

FUZZ_SECONDS ?= 10

# As many jobs as processors, where make was not told how many.
JOBS       = $(if $(filter -j%,$(MAKEFLAGS)),,-j$(shell nproc))
SUBMAKE    = $(MAKE) --no-print-directory
ASAN       = BUILD=build/asan SANITIZE=address,undefined
results   := build/results
kind      := $(if $(SANITIZE),-sanitized)

fuzz      := $(sort $(wildcard tests/fuzz/fuzz_*.c))
fuzzers   := $(fuzz:tests/fuzz/%.c=$(BUILD)/%)

$(BUILD)/unit: $(call objects,$(unit)) $(BUILD)/libtools.a $(BUILD)/librapport.a
	$(CC) $(FLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS_TRAIN) $(PKG_OUTLOOK) -lcriterion

$(fuzzers): $(BUILD)/%: $(BUILD)/tests/fuzz/%.o $(BUILD)/librapport.a
	$(CC) $(FLAGS) $(CFLAGS) -fsanitize=fuzzer -o $@ $^ $(LIBS_TRAIN)

.PHONY: check
check: ## install what is missing, build, and run every test and check
	@.ci/install check
	@rm -rf $(results)
	@$(SUBMAKE) $(JOBS) all $(BUILD)/unit
	@$(SUBMAKE) $(JOBS) $(ASAN) all build/asan/unit
	@for part in lint unit cli asan; do $(SUBMAKE) $$part; done; \
	tests/run/sum $(addprefix $(results)/,selftest lint unit cli unit-sanitized cli-sanitized)

.PHONY: unit
unit: $(BUILD)/unit ## run the unit tests
	@tests/run/unit --result $(results)/unit$(kind) $<

.PHONY: cli
cli: all ## run the programs on the cases of tests/cli
	@tests/run/cli --result $(results)/cli$(kind) $(bin)/rapport

.PHONY: asan
asan: ## both again, under AddressSanitizer and UndefinedBehaviorSanitizer
	@$(SUBMAKE) --keep-going $(JOBS) $(ASAN) unit cli

.PHONY: golden
golden: all ## write what the cases of tests/cli print now as what they must print
	@tests/run/cli --golden $(bin)/rapport

.PHONY: lint
lint: ## hold the source against the rules of the house (tests/lint/layers)
	@tests/lint/selftest --result $(results)/selftest
	@tests/lint/lint --result $(results)/lint -- $(CPPFLAGS) $(PKG_CFLAGS)

.PHONY: format
format: ## lay the source out
	clang-format -i $(wildcard $(foreach d,classifier classifier/* tools tests/*,$(d)/*.c $(d)/*.h))

.PHONY: fuzz fuzzers
fuzz: ## run each fuzz target for FUZZ_SECONDS=10
	@$(SUBMAKE) $(JOBS) CC=clang WARNINGS=-Wall BUILD=build/fuzz SANITIZE=fuzzer-no-link,address,undefined fuzzers
	@tests/run/fuzz --seconds $(FUZZ_SECONDS) $(fuzz:tests/fuzz/%.c=build/fuzz/%)
fuzzers: $(fuzzers)

.PHONY: cover
cover: ## how much of each file the unit tests go through
	@$(SUBMAKE) $(JOBS) BUILD=build/cover OPTIMISE=-O0 CFLAGS='-g --coverage' build/cover/unit
	@find build/cover -name '*.gcda' -delete
	@tests/run/unit build/cover/unit
	@tests/run/cover build/cover

.PHONY: install-packages
install-packages: ## install the Debian packages that `make check` needs and that are missing
	.ci/install check

.PHONY: help
help: ## list the targets
	@awk -F ':[^#]*## ' '/^[a-z-]+:[^#]*## / { printf "make %-18s%s\n", $$1, $$2 }' Makefile

.PHONY: clean
clean: ## remove what was built
	rm -rf build rapport rapport-train rapport-outlook

-include $(patsubst %.o,%.d,$(call objects,$(library) $(tools) $(unit) $(fuzz)))
