#include "mail/maildir.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char root[] = "/tmp/rapport-maildir-XXXXXX";

static void set_up(void)
{
	cr_assert(mkdtemp(root) && !chdir(root));
}

static int drop(const char *path, const struct stat *info, int kind, struct FTW *place)
{
	(void)info;
	(void)kind;
	(void)place;
	return remove(path);
}

static void tear_down(void)
{
	nftw(root, drop, 16, FTW_DEPTH | FTW_PHYS);
}

TestSuite(maildir, .init = set_up, .fini = tear_down);

/* Makes folders (names that end in "/") and empty files; a NULL ends the list. */
static void make(const char *const *paths)
{
	for (; *paths; paths++) {
		FILE *file;

		if ((*paths)[strlen(*paths) - 1] == '/') {
			cr_assert(!mkdir(*paths, 0755), "%s", *paths);
			continue;
		}
		file = fopen(*paths, "w");
		cr_assert(file != NULL, "%s", *paths);
		fclose(file);
	}
}

/* Names of all files, each with "m " before it if it is a message, and a line end. */
static enum rapport_status list(const char *path, struct rapport__buffer *names)
{
	rapport__maildir *maildir;
	struct rapport_error error;
	enum rapport_status status = rapport__maildir_open(path, &maildir, &error);
	struct rapport__maildir_file file = { .path = "" };

	names->size = 0;
	while (!status && file.path) {
		status = rapport__maildir_next(maildir, &file, &error);
		if (status || !file.path)
			break;
		if ((file.message && !rapport__buffer_add_string(names, "m ")) ||
		    (file.folder == RAPPORT__FOLDER_TRASH &&
		     !rapport__buffer_add_string(names, "trash ")) ||
		    (file.folder == RAPPORT__FOLDER_DRAFTS &&
		     !rapport__buffer_add_string(names, "draft ")) ||
		    !rapport__buffer_add_string(names, file.path) ||
		    !rapport__buffer_add_string(names, "\n"))
			status = RAPPORT_ERR_MEMORY;
	}
	rapport__maildir_close(maildir);
	return status;
}

static void expect_list(const char *path, const char *expected)
{
	struct rapport__buffer names = { 0 };

	rapport__buffer_add_string(&names, "");
	cr_assert_eq(list(path, &names), RAPPORT_OK);
	names.data[names.size] = '\0';
	cr_expect_str_eq(names.data, expected);
	rapport__buffer_clear(&names);
}

#define DISCARDED                                                                                  \
	"m draft m/cur/draft:2,D\nm trash m/cur/trash!2,T\nm trash m/cur/trash:2,ST\n"             \
	"m trash m/cur/trash;2,T\n"

Test(maildir, gives_cur_then_new_then_subfolders)
{
	make((const char *const[]){ "m/",
				    "m/new/",
				    "m/cur/",
				    "m/tmp/",
				    "m/tmp/t",
				    "m/new/4",
				    "m/cur/3:2,S",
				    "m/cur/2",
				    "m/cur/1,S=312,W=330:2,Sa",
				    "m/cur/draft:2,D",
				    "m/cur/trash:2,ST",
				    "m/cur/trash;2,T",
				    "m/cur/trash!2,T",
				    "m/cur/.hidden",
				    "m/dovecot-uidlist",
				    "m/.Sent/",
				    "m/.Sent/cur/",
				    "m/.Sent/cur/5:2,S",
				    "m/.Empty/",
				    "m/.Empty/new/",
				    NULL });
	expect_list("m", "m m/cur/1,S=312,W=330:2,Sa\nm m/cur/2\nm m/cur/3:2,S\n" DISCARDED
			 "m m/new/4\nm m/.Sent/cur/5:2,S\n");
	expect_list("m/cur/", "m m/cur/1,S=312,W=330:2,Sa\nm m/cur/2\nm m/cur/3:2,S\n" DISCARDED);
}

Test(maildir, gives_the_files_of_plain_folders_by_name)
{
	make((const char *const[]){ "f/", "f/b.eml", "f/a/", "f/a/2", "f/a/10", "f/c:2,T",
				    "f/.DS_Store", "f/,4", "f/.git/", "f/.git/config", "f/cur",
				    NULL });
	expect_list("f", "f/a/10\nf/a/2\nf/b.eml\nf/c:2,T\nf/cur\n");
	expect_list("f///", "f/a/10\nf/a/2\nf/b.eml\nf/c:2,T\nf/cur\n");
}

Test(maildir, knows_folders_by_their_names_and_apples_attachments)
{
	make((const char *const[]){ "Trash/", "Trash/Drafts", "Trash/b/", "Trash/b/c",
				    "Trash/Deleted Items.mbox/", "Trash/Deleted Items.mbox/1",
				    "Trash/In.mbox/", "Trash/In.mbox/Messages/",
				    "Trash/In.mbox/Messages/1.emlx", "Trash/In.mbox/Attachments/",
				    "Trash/In.mbox/Attachments/x.eml", NULL });
	expect_list("Trash", "trash Trash/Deleted Items.mbox/1\ndraft Trash/Drafts\n"
			     "Trash/In.mbox/Messages/1.emlx\nTrash/b/c\n");
}

Test(maildir, gives_nothing_of_an_empty_folder)
{
	make((const char *const[]){ "e/", "e/sub/", NULL });
	expect_list("e", "");
}

Test(maildir, follows_links_to_files_and_none_to_folders)
{
	make((const char *const[]){ "l/", "l/a", NULL });
	cr_assert(!symlink("a", "l/b") && !symlink("..", "l/loop") && !symlink("none", "l/lost"));
	cr_assert(!mkfifo("l/pipe", 0600) && !symlink("l", "link"));
	expect_list("l", "l/a\nl/b\n");
	expect_list("link", "link/a\nlink/b\n");
}

Test(maildir, says_what_it_cannot_open)
{
	rapport__maildir *maildir;
	struct rapport_error error;

	make((const char *const[]){ "file", NULL });
	cr_expect_eq(rapport__maildir_open("none", &maildir, &error), RAPPORT_ERR_IO);
	cr_expect_eq(errno, ENOENT);
	cr_expect_null(maildir);
	cr_expect_eq(rapport__maildir_open("file", &maildir, &error), RAPPORT_ERR_IO);
	cr_expect_str_eq(error.text, "Not a directory");
	rapport__maildir_close(NULL);
}

Test(maildir, goes_on_behind_a_folder_that_lies_too_deep)
{
	char path[4 * RAPPORT__MAILDIR_DEPTH_MAX] = "d";
	size_t size = 1;
	rapport__maildir *maildir;
	struct rapport_error error;
	struct rapport__maildir_file file;

	for (unsigned i = 0; i <= RAPPORT__MAILDIR_DEPTH_MAX; i++) {
		cr_assert(!mkdir(path, 0755));
		memcpy(path + size, "/d", 3);
		size += 2;
	}
	make((const char *const[]){ "d/z", NULL });
	cr_assert(!rapport__maildir_open("d", &maildir, &error));
	cr_expect_eq(rapport__maildir_next(maildir, &file, &error), RAPPORT_ERR_LIMIT);
	cr_expect_eq(strlen(file.path), 2 * RAPPORT__MAILDIR_DEPTH_MAX + 1);
	cr_expect_eq(rapport__maildir_next(maildir, &file, &error), RAPPORT_OK);
	cr_expect_str_eq(file.path, "d/z");
	cr_expect_eq(rapport__maildir_next(maildir, &file, &error), RAPPORT_OK);
	cr_expect_null(file.path);
	rapport__maildir_close(maildir);
}

Test(maildir, says_so_when_there_is_no_memory)
{
	struct rapport__buffer names = { 0 };
	enum rapport_status status = RAPPORT_ERR_MEMORY;
	long n = 0;

	make((const char *const[]){ "n/", "n/cur/", "n/cur/1", "n/.a/", "n/.a/new/", "n/.a/new/2",
				    NULL });
	for (; status; n++) {
		rapport__memory_fail_after(n);
		status = list("n", &names);
		rapport__memory_fail_after(-1);
		cr_assert(!status || status == RAPPORT_ERR_MEMORY);
		cr_assert_leq(n, 50);
	}
	cr_expect_gt(n, 5);
	cr_expect_eq(names.size, strlen("m n/cur/1\nm n/.a/new/2\n"));
	rapport__buffer_clear(&names);
}
