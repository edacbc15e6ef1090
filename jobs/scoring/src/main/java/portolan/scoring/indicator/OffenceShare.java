package portolan.scoring.indicator;

/**
 * A share of offences among what was examined under one key, before it is compared with the share among everything.
 *
 * <p>Shrinking towards the base rate is linear in it, so that a memory that does not know the base rate can answer with
 * two numbers: {@code rate = own + baseWeight * baseRate}. The join, which knows all answers, makes bits of it.
 *
 * @param indicator the indicator that the bits belong to
 * @param own the part that comes from this key's own inspections, 0 to 1
 * @param baseWeight the part that is still the base rate's, 0 to 1; 1 when nothing was examined
 * @param evidence what was examined and found, in plain words
 */
public record OffenceShare(Indicator indicator, double own, double baseWeight, String evidence) {}
