/* rapport-train: what `rapport train` starts, since training alone needs OpenBLAS. */
#include "tools/commands.h"

int main(int argc, char **argv)
{
	return cmd_train(argc, argv);
}
