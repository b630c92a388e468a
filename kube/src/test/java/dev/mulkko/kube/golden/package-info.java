/**
 * Objects as a real API server returns them, in YAML, and what becomes of them: one scenario is one
 * folder. {@code -Dgolden.write=true} writes what is otherwise compared.
 */
@NullMarked
package dev.mulkko.kube.golden;

import org.jspecify.annotations.NullMarked;
