/** What is asked of a cluster. */
@NullMarked
package dev.mulkko.cli.cluster;

import org.jspecify.annotations.NullMarked;
