#include "mail/maildir.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* What an entry is; in a Maildir this is also the order in which its entries come. */
enum entry_kind {
	ENTRY_CUR,
	ENTRY_NEW,
	ENTRY_OTHER /* file or folder, told apart when it is reached */
};

struct entry {
	size_t name; /* in names */
	enum entry_kind kind;
};

/* A folder that is being walked. */
struct folder {
	size_t path_size;             /* of its own path in maildir->path */
	struct rapport__buffer names; /* with a NUL behind each */
	struct entry *entries;        /* [count] in order */
	size_t count, capacity, next;
	bool messages; /* cur or new */
};

struct rapport__maildir {
	struct rapport__buffer path; /* of what is at hand */
	struct folder folders[RAPPORT__MAILDIR_DEPTH_MAX];
	size_t depth;
};

/* ---- Reading a folder ------------------------------------------------------------------------ */

static void clear_folder(struct folder *folder)
{
	rapport__buffer_clear(&folder->names);
	rapport__free(folder->entries);
	*folder = (struct folder){ 0 };
}

/* By a message's flags, behind ":2," (";2," or "!2," where a colon cannot be): T trashed, D draft.
 */
static enum rapport__folder folder_by_flags(const char *name)
{
	const char *flags = strrchr(name, ',');

	if (!flags || flags - name < 2 || flags[-1] != '2' || !memchr(":;!", flags[-2], 3))
		return RAPPORT__FOLDER_ANY;
	if (strchr(flags, 'T'))
		return RAPPORT__FOLDER_TRASH;
	return strchr(flags, 'D') ? RAPPORT__FOLDER_DRAFTS : RAPPORT__FOLDER_ANY;
}

static bool add_entry(struct folder *folder, const char *name)
{
	struct entry entry = { .name = folder->names.size, .kind = ENTRY_OTHER };

	if (!strcmp(name, "cur"))
		entry.kind = ENTRY_CUR;
	else if (!strcmp(name, "new"))
		entry.kind = ENTRY_NEW;
	if (!rapport__grow(&folder->entries, &folder->capacity, folder->count + 1, sizeof entry) ||
	    !rapport__buffer_add(&folder->names, name, strlen(name) + 1))
		return false;
	folder->entries[folder->count++] = entry;
	return true;
}

static int compare_entries(const void *a, const void *b, void *names)
{
	const struct entry *left = a, *right = b;

	if (left->kind != right->kind)
		return left->kind < right->kind ? -1 : 1;
	return strcmp((const char *)names + left->name, (const char *)names + right->name);
}

static bool is_folder(struct rapport__maildir *maildir, size_t path_size, const char *name)
{
	struct stat info;
	bool is = false;

	if (rapport__buffer_add(&maildir->path, "/", 1) &&
	    rapport__buffer_add_string(&maildir->path, name))
		is = !lstat(maildir->path.data, &info) && S_ISDIR(info.st_mode);
	maildir->path.size = path_size;
	maildir->path.data[path_size] = '\0';
	return is;
}

/* Drops what is no mail: names with a dot before them, outside of a Maildir; tmp, inside; what
 * Apple Mail took out of the Messages beside it. */
static void drop_others(struct rapport__maildir *maildir, struct folder *folder)
{
	const char *names = folder->names.data;
	bool is_maildir = false, has_messages = false;
	size_t kept = 0;

	for (size_t i = 0; i < folder->count; i++) {
		struct entry *entry = &folder->entries[i];

		has_messages |= !strcmp(names + entry->name, "Messages");
		if (entry->kind == ENTRY_OTHER)
			continue;
		if (!folder->messages && is_folder(maildir, folder->path_size, names + entry->name))
			is_maildir = true;
		else
			entry->kind = ENTRY_OTHER;
	}
	for (size_t i = 0; i < folder->count; i++) {
		struct entry entry = folder->entries[i];
		const char *name = names + entry.name;
		bool is_sub = is_maildir && entry.kind == ENTRY_OTHER;

		/* Beside cur and new only folders hold mail. */
		if (is_sub &&
		    (!strcmp(name, "tmp") || !is_folder(maildir, folder->path_size, name)))
			continue;
		if (!is_sub && (name[0] == '.' || name[0] == ','))
			continue;
		if (has_messages && !strcmp(name, "Attachments"))
			continue;
		folder->entries[kept++] = entry;
	}
	folder->count = kept;
}

/* Opens the folder that maildir->path names. */
static enum rapport_status enter(struct rapport__maildir *maildir, bool messages,
				 struct rapport_error *error)
{
	struct folder *folder = &maildir->folders[maildir->depth];
	enum rapport_status status = RAPPORT_OK;
	struct dirent *entry;
	DIR *directory;

	if (maildir->depth == RAPPORT__MAILDIR_DEPTH_MAX)
		return rapport_fail(error, RAPPORT_ERR_LIMIT, 0, "lies too many folders deep");
	directory = opendir(maildir->path.data);
	if (!directory)
		return rapport_fail(error, RAPPORT_ERR_IO, 0, "%s", strerror(errno));
	*folder = (struct folder){ .path_size = maildir->path.size, .messages = messages };
	errno = 0;
	while (!status && (entry = readdir(directory)))
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0 &&
		    !add_entry(folder, entry->d_name))
			status = rapport_fail_memory(error);
	if (!status && errno)
		status = rapport_fail(error, RAPPORT_ERR_IO, 0, "%s", strerror(errno));
	closedir(directory);
	if (status) {
		clear_folder(folder);
		return status;
	}
	drop_others(maildir, folder);
	if (folder->count)
		qsort_r(folder->entries, folder->count, sizeof *folder->entries, compare_entries,
			folder->names.data);
	maildir->depth++;
	return RAPPORT_OK;
}

/* ---- The walk -------------------------------------------------------------------------------- */

enum rapport_status rapport__maildir_open(const char *path, rapport__maildir **maildir,
					  struct rapport_error *error)
{
	rapport__maildir *made = rapport__calloc(1, sizeof *made);
	enum rapport_status status;
	size_t size = strlen(path);

	*maildir = NULL;
	while (size > 1 && path[size - 1] == '/')
		size--;
	if (made && rapport__buffer_add(&made->path, path, size)) {
		const char *name = memrchr(path, '/', size);
		size_t name_size = name ? (size_t)(path + size - name - 1) : size;

		name = path + size - name_size;
		status = enter(made,
			       name_size == 3 &&
				       (!memcmp(name, "cur", 3) || !memcmp(name, "new", 3)),
			       error);
	} else {
		status = rapport_fail_memory(error);
	}
	if (status)
		rapport__maildir_close(made);
	else
		*maildir = made;
	return status;
}

void rapport__maildir_close(rapport__maildir *maildir)
{
	if (!maildir)
		return;
	for (size_t i = 0; i < maildir->depth; i++)
		clear_folder(&maildir->folders[i]);
	rapport__buffer_clear(&maildir->path);
	rapport__free(maildir);
}

static void give(const struct rapport__maildir *maildir, const struct folder *folder,
		 const char *name, struct rapport__maildir_file *file)
{
	enum rapport__folder by_flags = folder->messages ? folder_by_flags(name)
							 : RAPPORT__FOLDER_ANY;

	file->path = maildir->path.data;
	file->message = folder->messages;
	file->folder = rapport__folder_of_path(file->path, maildir->folders[0].path_size,
					       folder->messages);
	if (by_flags > file->folder)
		file->folder = by_flags;
}

enum rapport_status rapport__maildir_next(rapport__maildir *maildir,
					  struct rapport__maildir_file *file,
					  struct rapport_error *error)
{
	*file = (struct rapport__maildir_file){ 0 };
	while (maildir->depth) {
		struct folder *folder = &maildir->folders[maildir->depth - 1];
		struct entry *entry = &folder->entries[folder->next];
		enum rapport_status status = RAPPORT_OK;
		struct stat info;

		maildir->path.size = folder->path_size;
		if (folder->next == folder->count) {
			clear_folder(folder);
			maildir->depth--;
			continue;
		}
		folder->next++;
		if (!rapport__buffer_add(&maildir->path, "/", 1) ||
		    !rapport__buffer_add_string(&maildir->path, folder->names.data + entry->name))
			return rapport_fail_memory(error);
		if (lstat(maildir->path.data, &info) != 0)
			continue; /* moved since the folder was read, as Maildirs do */
		if (S_ISDIR(info.st_mode)) {
			if (!folder->messages)
				status = enter(maildir, entry->kind != ENTRY_OTHER, error);
			if (status) {
				file->path = maildir->path.data;
				return status;
			}
		} else if (S_ISREG(info.st_mode) ||
			   (S_ISLNK(info.st_mode) && !stat(maildir->path.data, &info) &&
			    S_ISREG(info.st_mode))) {
			give(maildir, folder, folder->names.data + entry->name, file);
			return RAPPORT_OK;
		}
	}
	return RAPPORT_OK;
}
