package io.postway.collect.spool;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Records as bytes of a file, one after the other:
 *
 * <pre>
 *  magic (4) | length of the body (4) | CRC-32C of the body (4) | body
 *  body: id (16) | received_at, ms (8) | sent (1) | topic | key | value, each with its length (4) before; -1: null
 * </pre>
 *
 * Big-endian. The magic is there to go on after a damaged frame.
 */
final class Frames {

    /** "PWS1": another format has another one. */
    private static final int MAGIC = 0x50575331;

    private static final int HEAD_BYTES = 12;
    private static final int FIXED_BODY_BYTES = 16 + 8 + 1 + 3 * 4;

    private Frames() {}

    /**
     * What a file holds.
     *
     * @param end where the last whole frame ends; what follows was being written when its writer ended
     * @param damagedBytes how many bytes between whole frames are none
     */
    record Content(List<SpooledRecord> records, int end, int damagedBytes) {

        Content {
            records = List.copyOf(records);
        }
    }

    static byte[] write(SpooledRecord entry) {
        var topic = entry.topic().getBytes(StandardCharsets.UTF_8);
        var key = entry.key() == null ? null : entry.key().getBytes(StandardCharsets.UTF_8);
        var length = FIXED_BODY_BYTES + topic.length + (key == null ? 0 : key.length) + entry.value().length;
        var frame = ByteBuffer.allocate(HEAD_BYTES + length)
                .putInt(MAGIC)
                .putInt(length)
                .putInt(0);
        frame.putLong(entry.id().getMostSignificantBits()).putLong(entry.id().getLeastSignificantBits());
        frame.putLong(entry.receivedAt().toEpochMilli()).put((byte) (entry.sent() ? 1 : 0));
        putBytes(frame, topic);
        putBytes(frame, key);
        putBytes(frame, entry.value());
        return frame.putInt(HEAD_BYTES - 4, checksum(frame.array(), HEAD_BYTES, length))
                .array();
    }

    private static void putBytes(ByteBuffer frame, byte @Nullable [] bytes) {
        if (bytes == null) {
            frame.putInt(-1);
        } else {
            frame.putInt(bytes.length).put(bytes);
        }
    }

    static Content read(byte[] file) {
        var bytes = ByteBuffer.wrap(file);
        var records = new ArrayList<SpooledRecord>();
        var end = 0;
        var damaged = 0;
        for (var at = 0; at <= file.length - HEAD_BYTES; ) {
            if (isWhole(file, at)) {
                damaged += at - end;
                var length = bytes.getInt(at + 4);
                records.add(body(bytes.slice(at + HEAD_BYTES, length)));
                at += HEAD_BYTES + length;
                end = at;
            } else {
                at++;
            }
        }
        return new Content(records, end, damaged);
    }

    private static boolean isWhole(byte[] file, int at) {
        var head = ByteBuffer.wrap(file, at, HEAD_BYTES);
        if (head.getInt() != MAGIC) {
            return false;
        }
        var length = head.getInt();
        return length >= FIXED_BODY_BYTES
                && length <= file.length - at - HEAD_BYTES
                && head.getInt() == checksum(file, at + HEAD_BYTES, length);
    }

    private static SpooledRecord body(ByteBuffer body) {
        var id = new UUID(body.getLong(), body.getLong());
        var receivedAt = Instant.ofEpochMilli(body.getLong());
        var sent = body.get() != 0;
        var topic = text(body).orElse("");
        var key = text(body).orElse(null);
        return new SpooledRecord(id, receivedAt, topic, key, bytes(body).orElseGet(() -> new byte[0]), sent);
    }

    private static Optional<String> text(ByteBuffer body) {
        return bytes(body).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private static Optional<byte[]> bytes(ByteBuffer body) {
        var length = body.getInt();
        if (length < 0) {
            return Optional.empty();
        }
        var bytes = new byte[length];
        body.get(bytes);
        return Optional.of(bytes);
    }

    private static int checksum(byte[] bytes, int from, int length) {
        var crc = new CRC32C();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }
}
