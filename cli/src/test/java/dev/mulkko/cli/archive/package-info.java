/** What is done to the archive before it is shipped. */
@NullMarked
package dev.mulkko.cli.archive;

import org.jspecify.annotations.NullMarked;
