/* What GMime needs only to parse a mailbox or a message: each message is built, nothing of it is
 * decoded, and it is dropped.
 *
 *	gmime_parse FILE
 *
 * Prints how many messages there were. */
#include <fcntl.h>
#include <gmime/gmime.h>
#include <stdio.h>
#include <string.h>

/* The first line tells a mailbox. */
static GMimeFormat format_of(GMimeStream *stream)
{
	char start[5];
	ssize_t size = g_mime_stream_read(stream, start, sizeof start);

	g_mime_stream_reset(stream);
	return size == sizeof start && !memcmp(start, "From ", sizeof start) ? GMIME_FORMAT_MBOX
									     : GMIME_FORMAT_MESSAGE;
}

int main(int argc, char **argv)
{
	GMimeStream *stream;
	GMimeParser *parser;
	size_t count = 0;

	if (argc != 2) {
		fputs("usage: gmime_parse FILE\n", stderr);
		return 64;
	}
	g_mime_init();
	stream = g_mime_stream_fs_open(argv[1], O_RDONLY, 0, NULL);
	if (!stream) {
		perror(argv[1]);
		return 66;
	}
	parser = g_mime_parser_new();
	g_mime_parser_set_format(parser, format_of(stream));
	g_mime_parser_init_with_stream(parser, stream);
	while (!g_mime_parser_eos(parser)) {
		GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);

		if (!message)
			break;
		count++;
		g_object_unref(message);
	}
	printf("%zu\n", count);
	g_object_unref(parser);
	g_object_unref(stream);
	g_mime_shutdown();
	return 0;
}
