package io.postway.event;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a user came from: a link, or one of its sub-levels (Adjust, "Link structure").
 *
 * @param link the link's token
 * @param token the tracker's own: the link's, or that of the sub-level
 * @param name the full name, {@code Network::Campaign::Adgroup::Creative} as far as the levels go
 * @param levels the names by themselves, the link's first
 * @param partner whose traffic it is; null: nobody's that we forward to
 */
public record Tracker(
        LinkToken link,
        TrackerToken token,
        String name,
        List<String> levels,
        @Nullable Partner partner) {

    /** A level that has lower ones but no name of its own; and all that are too many to be named. */
    public static final String UNKNOWN = "unknown";

    /** Network, campaign, adgroup, creative. */
    public static final int MAX_LEVELS = 4;

    private static final String SEPARATOR = "::";

    /** Of a level's name more is cut off; the click keeps its parameters whole. */
    private static final int MAX_LEVEL_LENGTH = 256;

    public Tracker {
        levels = List.copyOf(levels);
        if (levels.isEmpty() || levels.size() > MAX_LEVELS || !name.equals(String.join(SEPARATOR, levels))) {
            throw new IllegalArgumentException("a tracker's name is that of its 1 to 4 levels");
        }
    }

    /**
     * The tracker of a link that {@code subLevels} lead to.
     *
     * @param network the link's name
     * @param subLevels campaign, adgroup, creative; empty at the end: there is none; before another: {@code unknown}
     */
    public static Tracker of(LinkToken link, String network, List<String> subLevels, @Nullable Partner partner) {
        var named = named(subLevels);
        var levels = Stream.concat(Stream.of(network), named.stream()).toList();
        return new Tracker(link, TrackerToken.of(link, named), String.join(SEPARATOR, levels), levels, partner);
    }

    /** The full name alone, where no link of ours is known. */
    public static String fullName(String network, List<String> subLevels) {
        return Stream.concat(Stream.of(network), named(subLevels).stream())
                .reduce((a, b) -> a + SEPARATOR + b)
                .orElseThrow();
    }

    private static List<String> named(List<String> subLevels) {
        var named = new ArrayList<String>();
        for (int i = 0; i < subLevels.size(); i++) {
            if (!subLevels.get(i).isEmpty()) {
                while (named.size() < i) {
                    named.add(UNKNOWN);
                }
                named.add(cut(subLevels.get(i)));
            }
        }
        return named;
    }

    /** Never in the middle of a character. */
    private static String cut(String level) {
        if (level.length() <= MAX_LEVEL_LENGTH) {
            return level;
        }
        var end =
                Character.isHighSurrogate(level.charAt(MAX_LEVEL_LENGTH - 1)) ? MAX_LEVEL_LENGTH - 1 : MAX_LEVEL_LENGTH;
        return level.substring(0, end);
    }

    /** Campaign, adgroup and creative, as far as they go. */
    public List<String> subLevels() {
        return levels.subList(1, levels.size());
    }

    /** The same link's tracker at other levels. */
    public Tracker at(List<String> otherSubLevels) {
        return of(link, levels.getFirst(), otherSubLevels, partner);
    }
}
