# Options before the environment before the user's file.
printf 'From: me@here.example\n\nPlease send the quote.\n' > m.eml
skipped() { "$RAPPORT" tag "$@" --format jsonl m.eml | grep -o '"skipped":"[a-z]*"\|"label":"[a-z-]*"'; }
skipped
skipped --mine ME@here.example
skipped --mine @HERE.example
RAPPORT_MINE='x@y.example @here.example' skipped
mkdir -p "$XDG_CONFIG_HOME/rapport"
printf '# mine\n\nmine = me@here.example\n' > "$XDG_CONFIG_HOME/rapport/config"
skipped
skipped --mine other@there.example
printf 'model = no-such.rapport\n' > "$XDG_CONFIG_HOME/rapport/config"
skipped 2>&1; echo "exit $?"
RAPPORT_MODEL=none-such.rapport "$RAPPORT" tag m.eml 2>&1; echo "exit $?"
RAPPORT_MODEL=none-such.rapport "$RAPPORT" tag -m "$ROOT/models/en.rapport" m.eml > out.txt; echo "exit $?"
printf 'mine = a@b.example\ncolour = blue\n' > "$XDG_CONFIG_HOME/rapport/config"
"$RAPPORT" tag m.eml 2>&1 | sed "s|$XDG_CONFIG_HOME||"
