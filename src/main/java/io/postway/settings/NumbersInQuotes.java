package io.postway.settings;

import java.util.regex.Pattern;
import tools.jackson.dataformat.yaml.util.StringQuotingChecker;

/**
 * Texts that some reader of YAML could take for a number stand in quotes: Jackson's own rule misses {@code 5829e06},
 * which is a token as good as any other.
 */
final class NumbersInQuotes extends StringQuotingChecker.Default {

    private static final long serialVersionUID = 1L;

    private static final Pattern LIKE_A_NUMBER =
            Pattern.compile("[-+]?\\.?[0-9][0-9a-fA-FxXoO_.:+-]*|[-+]?\\.(?i:inf|nan)");

    @Override
    public boolean needToQuoteValue(String value) {
        return super.needToQuoteValue(value) || LIKE_A_NUMBER.matcher(value).matches();
    }
}
