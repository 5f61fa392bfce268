# rapport: `make help` lists every target.
#
# BUILD names the folder of the objects, so that builds with other flags stand side by side:
# `make SANITIZE=address,undefined BUILD=build/asan`.

BUILD     ?= build/release
CC        ?= cc
OPTIMISE  ?= -O2
WARNINGS   = -Wall -Wextra -Wshadow -Wconversion -Werror
CPPFLAGS  += -Iclassifier -I. -D_GNU_SOURCE
CFLAGS    ?= -g
FLAGS      = -std=c11 $(OPTIMISE) $(WARNINGS) -fstack-protector-strong -pthread
ifdef SANITIZE
FLAGS     += -fsanitize=$(SANITIZE) -fno-sanitize-recover=all -fno-omit-frame-pointer
LDFLAGS   += -fsanitize=$(SANITIZE)
endif

PKG_CFLAGS := $(shell pkg-config --cflags gmime-3.0 libxml-2.0 2>/dev/null)
PKG_MAIL   := $(shell pkg-config --libs gmime-3.0 libxml-2.0 2>/dev/null)
LIBS_TEXT  = -lstemmer -lutf8proc -ljansson -lm
LIBS       = -Wl,--as-needed $(LIBS_TEXT) $(PKG_MAIL)
LIBS_TRAIN = -Wl,--as-needed -lopenblas $(LIBS_TEXT) $(PKG_MAIL)

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

.PHONY: all
all: $(bin)/rapport $(bin)/rapport-train ## build the programs (nothing is installed)

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(PKG_CFLAGS) $(FLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/librapport.a: $(call objects,$(library))
	@rm -f $@
	ar rcs $@ $^

$(bin)/rapport: $(BUILD)/tools/main.o $(call objects,$(filter-out $(mains),$(tools))) $(BUILD)/librapport.a
	$(CC) $(FLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(bin)/rapport-train: $(BUILD)/tools/main_train.o $(call objects,$(filter-out $(mains),$(tools))) $(BUILD)/librapport.a
	$(CC) $(FLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS_TRAIN)

-include $(patsubst %.o,%.d,$(call objects,$(library) $(tools) $(unit)))
