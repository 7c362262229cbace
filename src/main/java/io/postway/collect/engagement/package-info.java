/** The phones' door: clicks on tracker links. */
@NullMarked
package io.postway.collect.engagement;

import org.jspecify.annotations.NullMarked;
