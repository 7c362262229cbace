package io.postway.collect.visitor;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes a small database of places, for tests (MaxMind DB File Format Specification 2.0: a binary tree of address
 * bits, then the data, then what describes both).
 */
public final class MmdbFile {

    private static final int RECORD_BITS = 24;
    private static final int SEPARATOR_BYTES = 16;
    private static final int IPV4_PREFIX_BITS = 96;
    private static final byte[] METADATA = {
        (byte) 0xAB, (byte) 0xCD, (byte) 0xEF, 'M', 'a', 'x', 'M', 'i', 'n', 'd', '.', 'c', 'o', 'm'
    };

    private static final int STRING = 2;
    private static final int UINT16 = 5;
    private static final int UINT32 = 6;
    private static final int MAP = 7;

    private final List<Node> nodes = new ArrayList<>();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();

    private MmdbFile() {
        nodes.add(new Node());
    }

    /** Where a bit leads: to another node, to a place in the data, or nowhere. */
    private static final class Node {
        private final @Nullable Integer[] node = new Integer[2];
        private final @Nullable Integer[] place = new Integer[2];
    }

    /** @param places country (two capitals) and city by network, such as {@code 192.0.2.0/24} */
    public static void write(Path file, Map<String, List<String>> places) throws IOException {
        var database = new MmdbFile();
        new TreeMap<>(places)
                .forEach((network, place) -> database.add(
                        network,
                        map(Map.of(
                                "country", map(Map.of("iso_code", string(place.get(0)))),
                                "city", map(Map.of("names", map(Map.of("en", string(place.get(1))))))))));
        Files.write(file, database.bytes());
    }

    /** As other vendors have it: the country as bare text. */
    static void writeFlat(Path file, String network) throws IOException {
        var database = new MmdbFile();
        database.add(network, map(Map.of("country", string("DE"), "city", string("Berlin"))));
        Files.write(file, database.bytes());
    }

    private void add(String network, byte[] place) {
        var parts = network.split("/", -1);
        var address = InetAddress.ofLiteral(parts[0]).getAddress();
        var isIpv4 = address.length == 4;
        var bits = Integer.parseInt(parts[1]) + (isIpv4 ? IPV4_PREFIX_BITS : 0);
        var offset = data.size();
        data.writeBytes(place);
        var here = nodes.getFirst();
        for (int i = 0; i < bits - 1; i++) {
            here = next(here, bit(address, isIpv4 ? i - IPV4_PREFIX_BITS : i));
        }
        here.place[bit(address, isIpv4 ? bits - 1 - IPV4_PREFIX_BITS : bits - 1)] = offset;
    }

    private static int bit(byte[] address, int i) {
        return i < 0 ? 0 : (address[i / 8] >> (7 - i % 8)) & 1;
    }

    private Node next(Node here, int bit) {
        var next = here.node[bit];
        if (next == null) {
            nodes.add(new Node());
            next = nodes.size() - 1;
            here.node[bit] = next;
        }
        return nodes.get(next);
    }

    private byte[] bytes() {
        var file = new ByteArrayOutputStream();
        for (Node node : nodes) {
            file.writeBytes(number(record(node, 0), 3));
            file.writeBytes(number(record(node, 1), 3));
        }
        file.writeBytes(new byte[SEPARATOR_BYTES]);
        file.writeBytes(data.toByteArray());
        file.writeBytes(METADATA);
        file.writeBytes(map(Map.of(
                "node_count", typed(UINT32, number(nodes.size(), 4)),
                "record_size", typed(UINT16, number(RECORD_BITS, 2)),
                "ip_version", typed(UINT16, number(6, 2)),
                "database_type", string("Test-City"),
                "binary_format_major_version", typed(UINT16, number(2, 2)),
                "binary_format_minor_version", typed(UINT16, number(0, 2)),
                "build_epoch", typed(UINT32, number(1_767_225_600, 4)),
                "languages", new byte[] {0x00, 0x04},
                "description", map(Map.of()))));
        return file.toByteArray();
    }

    private int record(Node node, int bit) {
        var next = node.node[bit];
        var place = node.place[bit];
        if (next != null) {
            return next;
        }
        return place == null ? nodes.size() : nodes.size() + SEPARATOR_BYTES + place;
    }

    private static byte[] number(int value, int bytes) {
        var number = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            number[i] = (byte) (value >> (8 * (bytes - 1 - i)));
        }
        return number;
    }

    private static byte[] typed(int type, byte[] value) {
        return joined(new byte[] {(byte) ((type << 5) | value.length)}, value);
    }

    private static byte[] string(String text) {
        return typed(STRING, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] map(Map<String, byte[]> entries) {
        var map = new ByteArrayOutputStream();
        map.write((MAP << 5) | entries.size());
        entries.forEach((key, value) -> map.writeBytes(joined(string(key), value)));
        return map.toByteArray();
    }

    private static byte[] joined(byte[] first, byte[] second) {
        var joined = new ByteArrayOutputStream();
        joined.writeBytes(first);
        joined.writeBytes(second);
        return joined.toByteArray();
    }
}
