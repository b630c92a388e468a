/** Generates the CRDs from the API types, and holds what may be said about them. */
@NullMarked
package dev.mulkko.crds;

import org.jspecify.annotations.NullMarked;
