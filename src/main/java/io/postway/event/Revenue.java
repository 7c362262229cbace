package io.postway.event;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An amount of money.
 *
 * @param amount in full units as reported, 0.001 to 100,000,000,000
 * @param currency ISO 4217, three upper-case letters
 */
public record Revenue(BigDecimal amount, String currency) {

    private static final BigDecimal MIN = new BigDecimal("0.001");
    private static final BigDecimal MAX = new BigDecimal("100000000000");

    public Revenue {
        if (amount.compareTo(MIN) < 0 || amount.compareTo(MAX) > 0) {
            throw new IllegalArgumentException("revenue must be 0.001 to 100000000000, was: " + amount);
        }
        if (!currency.matches("[A-Z]{3}")) {
            throw new IllegalArgumentException("currency must be three letters (ISO 4217)");
        }
    }

    /** In hundredths of the unit, rounded half up. */
    public String hundredths() {
        return amount.movePointRight(2).setScale(0, RoundingMode.HALF_UP).toPlainString();
    }
}
