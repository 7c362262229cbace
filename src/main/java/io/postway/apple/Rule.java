package io.postway.apple;

import io.postway.event.WellFormed;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.StringNode;

/**
 * What a field may hold. Nothing is converted: a number as text is a mistake of the sender's, even where the signed
 * bytes would come out the same.
 *
 * @param words the rule, for whoever broke it
 * @param type what JSON type the values have
 */
record Rule(String words, Type type, Predicate<JsonNode> holds) {

    /** The JSON types that Apple's fields have. */
    enum Type {
        TEXT,
        INTEGER,
        FLAG
    }

    static final Rule SHORT_TEXT = new Rule("text of 1 to 256 characters", Type.TEXT, Rule::isShortText);

    /** Real app ids exceed 32 bits; 0 is what test scenarios have. */
    static final Rule STORE_ID =
            new Rule("an integer of 64 bits, not negative", Type.INTEGER, value -> isIn(value, Long.MAX_VALUE));

    static final Rule FLAG = new Rule("true or false", Type.FLAG, JsonNode::isBoolean);

    /** Kept as text: its low-order digits mean something by themselves, and leading zeros are possible. */
    static final Rule SOURCE_IDENTIFIER = form("text of 2 to 4 digits", "[0-9]{2,4}");

    static final Rule SEQUENCE_INDEX = new Rule("0, 1 or 2", Type.INTEGER, value -> isIn(value, 2));

    static final Rule CONVERSION_VALUE = integer(0, 63);

    static final Rule COARSE_VALUE = form("\"low\", \"medium\" or \"high\"", "(?i)low|medium|high");

    static final Rule COUNTRY = form("two letters", "[A-Za-z]{2}");

    private static final int MAX_TEXT = 256;
    private static final Pattern INTEGER_FORM = Pattern.compile("[0-9]{1,18}");

    static Rule integer(int min, int max) {
        return new Rule(
                "an integer from " + min + " to " + max,
                Type.INTEGER,
                value -> isIn(value, max) && value.longValue() >= min);
    }

    static Rule form(String words, String form) {
        var pattern = Pattern.compile(form);
        return new Rule(
                words,
                Type.TEXT,
                value ->
                        value.isString() && pattern.matcher(value.stringValue()).matches());
    }

    static Rule oneOf(String... texts) {
        var words = Arrays.stream(texts).map(text -> '"' + text + '"').collect(Collectors.joining(" or "));
        return new Rule(
                words,
                Type.TEXT,
                value -> value.isString() && Arrays.asList(texts).contains(value.stringValue()));
    }

    boolean accepts(JsonNode value) {
        return holds.test(value);
    }

    /** The JSON value that {@code text} stands for; the text itself where it stands for none of this type. */
    JsonNode parse(String text) {
        return switch (type) {
            case TEXT -> StringNode.valueOf(text);
            case INTEGER ->
                INTEGER_FORM.matcher(text).matches()
                        ? LongNode.valueOf(Long.parseLong(text))
                        : StringNode.valueOf(text);
            case FLAG ->
                switch (text.toLowerCase(Locale.ROOT)) {
                    case "true", "1" -> BooleanNode.TRUE;
                    case "false", "0" -> BooleanNode.FALSE;
                    default -> StringNode.valueOf(text);
                };
        };
    }

    private static boolean isIn(JsonNode value, long max) {
        return value.isIntegralNumber()
                && value.canConvertToLong()
                && value.longValue() >= 0
                && value.longValue() <= max;
    }

    private static boolean isShortText(JsonNode value) {
        return value.isString()
                && !value.stringValue().isEmpty()
                && value.stringValue().codePointCount(0, value.stringValue().length()) <= MAX_TEXT
                && WellFormed.isWellFormed(value.stringValue());
    }
}
