/** Plans to the status that people and tools read. */
@NullMarked
package dev.mulkko.kube.report;

import org.jspecify.annotations.NullMarked;
