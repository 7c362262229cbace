/** The phones' door: clicks on tracker links, impressions, and where they lead. */
@NullMarked
package io.postway.collect.engagement;

import org.jspecify.annotations.NullMarked;
