/* The commands, one file each: argv[0] is the command's name, an exit code comes back. */
#ifndef RAPPORT_COMMANDS_H
#define RAPPORT_COMMANDS_H

int cmd_tag(int argc, char **argv);
int cmd_extract(int argc, char **argv);
int cmd_explain(int argc, char **argv);
int cmd_filter(int argc, char **argv);
int cmd_eval(int argc, char **argv);
int cmd_model(int argc, char **argv);
int cmd_corpus(int argc, char **argv);
int cmd_train(int argc, char **argv);

#endif
