@NullMarked
package dev.mulkko.kube.exposition;

import org.jspecify.annotations.NullMarked;
