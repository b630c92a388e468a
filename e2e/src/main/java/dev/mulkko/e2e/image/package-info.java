/** The image, tried without anything that runs containers: {@code make image}. */
@NullMarked
package dev.mulkko.e2e.image;

import org.jspecify.annotations.NullMarked;
