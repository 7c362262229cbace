package io.postway.collect.visitor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Addresses behind which anybody can be: data centres, proxies, exits of Tor. A file of the operator's with one address
 * or network (CIDR) a line, {@code #} before a comment; read once, at the start. A hundred thousand are no trouble.
 */
public final class AnonymousNetworks {

    /** Networks of one family and length; an address is in one of them if its beginning is among them. */
    private record Size(int addressBytes, int prefixBits) {}

    private final Map<Size, Set<ByteBuffer>> networks = new HashMap<>();

    private AnonymousNetworks() {}

    /**
     * @param file null: there are none
     * @throws UncheckedIOException if it cannot be read
     * @throws IllegalArgumentException naming the line that is neither an address nor a network
     */
    public static AnonymousNetworks read(@Nullable Path file) {
        if (file == null) {
            return of(List.of());
        }
        try {
            return of(Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException("postway.collect.anonymous-networks cannot be read: " + file, e);
        }
    }

    static AnonymousNetworks of(List<String> lines) {
        var all = new AnonymousNetworks();
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i).replaceFirst("#.*", "").strip();
            if (!line.isEmpty() && !all.add(line)) {
                throw new IllegalArgumentException("postway.collect.anonymous-networks: line " + (i + 1)
                        + " is neither an address nor a network such as 203.0.113.0/24: " + line);
            }
        }
        return all;
    }

    private boolean add(String line) {
        var parts = List.of(line.split("/", 2));
        var address = IpAddress.parse(parts.getFirst());
        if (address.isEmpty() || (parts.size() == 2 && !parts.get(1).matches("[0-9]{1,3}"))) {
            return false;
        }
        var bytes = address.get().getAddress();
        var bits = parts.size() == 2 ? Integer.parseInt(parts.get(1)) : bytes.length * Byte.SIZE;
        if (bits > bytes.length * Byte.SIZE) {
            return false;
        }
        networks.computeIfAbsent(new Size(bytes.length, bits), size -> new HashSet<>())
                .add(beginning(bytes, bits));
        return true;
    }

    /** Whether {@code address}, as text, is in one of them. */
    public boolean contain(@Nullable String address) {
        return !networks.isEmpty()
                && Optional.ofNullable(address)
                        .flatMap(IpAddress::parse)
                        .map(InetAddress::getAddress)
                        .filter(this::contain)
                        .isPresent();
    }

    private boolean contain(byte[] address) {
        return networks.entrySet().stream()
                .anyMatch(one -> one.getKey().addressBytes() == address.length
                        && one.getValue()
                                .contains(beginning(address, one.getKey().prefixBits())));
    }

    private static ByteBuffer beginning(byte[] address, int bits) {
        var kept = address.clone();
        for (int i = 0; i < kept.length; i++) {
            var left = Math.clamp(bits - i * (long) Byte.SIZE, 0, Byte.SIZE);
            kept[i] = (byte) (kept[i] & (0xFF << (Byte.SIZE - left)));
        }
        return ByteBuffer.wrap(kept);
    }
}
