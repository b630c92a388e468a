/** What other tools wrote into objects that were not theirs, and what is written here. */
@NullMarked
package dev.mulkko.kube.replay;

import org.jspecify.annotations.NullMarked;
