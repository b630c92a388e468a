/** What the cache of loaded classes is made from, when an archive is built. */
@NullMarked
package dev.mulkko.cli.rehearsal;

import org.jspecify.annotations.NullMarked;
