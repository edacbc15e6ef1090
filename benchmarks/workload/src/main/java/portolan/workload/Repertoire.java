// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import java.util.ArrayList;
import java.util.List;

/** All plays: every scheme and look-alike once, but for those that fall on whoever comes along ({@link Chances}). */
final class Repertoire {
    private Repertoire() {}

    static List<Play> plays(FeedSettings settings) {
        List<Play> plays = new ArrayList<>(published());
        // Even a play without any share would draw dice: none may be there that was not when figures were published.
        for (Play play : others()) {
            if (settings.weight(play.about()) > 0) {
                plays.add(play);
            }
        }
        return plays;
    }

    private static List<Play> others() {
        return List.of(
                new PausePlays.LentName().of(Scheme.LENT_NAME, Need.CAST, 3, 6, 14, 42),
                new PausePlays.QuietQuarter().of(LookAlike.QUIET_QUARTER, Need.CAST, 3, 6, 14, 42),
                new PausePlays.RegainedTrade().of(LookAlike.REGAINED_TRADE, Need.CAST, 3, 6, 14, 42),
                new SplittingPlays.SpreadSplitting().of(Scheme.SPREAD_SPLITTING, Need.PARCELS, 8, 21, 20, 60),
                new SplittingPlays.ParcelPoint().of(LookAlike.PARCEL_POINT, Need.PARCELS, 8, 20, 20, 60),
                new SplittingPlays.GiftSeason().of(LookAlike.GIFT_SEASON, Need.PARCELS, 4, 8, 4, 10),
                new RefilePlays.SwappedBox().of(Scheme.SWAPPED_BOX, Need.SEA_FULL, 2, 5, 21, 56),
                new RefilePlays.BoxReplaced().of(LookAlike.BOX_REPLACED, Need.SEA_FULL, 1, 3, 14, 56),
                new RefilePlays.ResoldRefile().of(LookAlike.RESOLD_REFILE, Need.SEA_FULL, 1, 3, 14, 56),
                new PhoenixPlays.SameAddress().of(Scheme.SAME_ADDRESS, Need.CAST, 4, 8, 28, 70),
                new PhoenixPlays.NextTenant().of(LookAlike.NEXT_TENANT, Need.CAST, 4, 8, 28, 70),
                new PhoenixPlays.SharedBuilding().of(LookAlike.SHARED_BUILDING, Need.ANY, 4, 8, 28, 70),
                new NoveltyPlays.AllNew().of(Scheme.ALL_NEW, Need.ANY, 2, 4, 14, 42),
                new NoveltyPlays.NewBranch().of(LookAlike.NEW_BRANCH, Need.ANY, 3, 6, 21, 70),
                new NoveltyPlays.ExportDrive().of(LookAlike.EXPORT_DRIVE, Need.ANY, 3, 6, 21, 70),
                new ValuePlays.OverInvoicing().of(Scheme.OVER_INVOICING, Need.ANY, 4, 8, 28, 80),
                new ValuePlays.PremiumLine().of(LookAlike.PREMIUM_LINE, Need.CAST, 8, 14, 80, 160),
                new ValuePlays.RushPrice().of(LookAlike.RUSH_PRICE, Need.ANY, 1, 2, 5, 30));
    }

    private static List<Play> published() {
        return List.of(
                new DormantPlays.Hijacked().of(Scheme.HIJACKED_DORMANT, Need.CAST, 3, 6, 14, 42),
                new DormantPlays.SeasonalReturn().of(LookAlike.SEASONAL_RETURN, Need.CAST, 3, 6, 14, 42),
                new DormantPlays.Revived().of(LookAlike.REVIVED_BUSINESS, Need.CAST, 3, 6, 14, 42),
                new PhoenixPlays.Phoenix().of(Scheme.PHOENIX, Need.CAST, 4, 8, 28, 70),
                new PhoenixPlays.Newcomer().of(LookAlike.NEWCOMER, Need.CAST, 4, 8, 28, 70),
                new PhoenixPlays.BusinessCentre().of(LookAlike.BUSINESS_CENTRE, Need.CAST, 4, 8, 28, 70),
                new PhoenixPlays.Subsidiary().of(LookAlike.SUBSIDIARY, Need.ANY, 4, 8, 28, 70),
                new PhoenixPlays.NewSupplier().of(LookAlike.NEW_SUPPLIER, Need.CAST, 4, 8, 28, 70),
                new SealPlays.RipOn().of(Scheme.RIP_ON, Need.SOURCE_PORT, 3, 6, 28, 70),
                new SealPlays.CustomsReseal().of(LookAlike.CUSTOMS_RESEAL, Need.SOURCE_PORT, 1, 3, 14, 60),
                new SealPlays.SealSlip().of(LookAlike.SEAL_SLIP, Need.SOURCE_PORT, 1, 3, 14, 60),
                new SealPlays.SealDamaged().of(LookAlike.SEAL_DAMAGED, Need.SEA_FULL, 1, 3, 14, 60),
                new SealPlays.ShortSeal().of(LookAlike.SHORT_SEAL, Need.SOURCE_PORT, 3, 6, 28, 70),
                new ConsigneePlays.Switch().of(Scheme.CONSIGNEE_SWITCH, Need.SEA, 3, 6, 21, 56),
                new ConsigneePlays.SoldAtSea().of(LookAlike.SOLD_AT_SEA, Need.SEA, 1, 4, 14, 56),
                new ConsigneePlays.Slip().of(LookAlike.CONSIGNEE_SLIP, Need.SEA, 1, 3, 14, 56),
                new ConsigneePlays.Spelling().of(LookAlike.CONSIGNEE_SPELLING, Need.SEA, 1, 3, 14, 56),
                new CoverLoadPlays.CoverLoad().of(Scheme.COVER_LOAD, Need.ANY, 3, 6, 21, 56),
                new CoverLoadPlays.NewProductLine().of(LookAlike.NEW_PRODUCT_LINE, Need.ANY, 4, 8, 28, 90),
                new CoverLoadPlays.OtherPackaging().of(LookAlike.OTHER_PACKAGING, Need.ANY, 2, 6, 21, 56),
                new CoverLoadPlays.HsSlip().of(LookAlike.HS_SLIP, Need.ANY, 1, 2, 14, 56),
                new ValuePlays.Undervaluation().of(Scheme.UNDERVALUATION, Need.ANY, 5, 10, 42, 98),
                new ValuePlays.SalePrice().of(LookAlike.SALE_PRICE, Need.ANY, 1, 2, 5, 30),
                new ValuePlays.LowGrade().of(LookAlike.LOW_GRADE, Need.CAST, 10, 18, 100, 180),
                new ValuePlays.StrongCurrency().of(LookAlike.STRONG_CURRENCY, Need.ANY, 2, 6, 21, 70),
                new SplittingPlays.Splitting().of(Scheme.SPLITTING, Need.PARCELS, 15, 25, 40, 90),
                new SplittingPlays.SmallOrders().of(LookAlike.SMALL_ORDERS, Need.PARCELS, 14, 26, 60, 130),
                new SplittingPlays.Restocking().of(LookAlike.RESTOCKING, Need.PARCELS, 4, 8, 3, 7),
                new SplittingPlays.Webshop().of(LookAlike.WEBSHOP, Need.PARCELS, 5, 12, 10, 30),
                new OriginPlays.FalseOrigin().of(Scheme.FALSE_ORIGIN, Need.DUTY_HIT, 4, 8, 35, 84),
                new OriginPlays.HubTrader().of(LookAlike.HUB_TRADER, Need.CAST, 8, 14, 80, 160),
                new OriginPlays.NewSource().of(LookAlike.NEW_SOURCE, Need.DUTY_HIT, 4, 8, 35, 84),
                new OriginPlays.NewRoute().of(LookAlike.NEW_ROUTE, Need.DUTY_HIT, 4, 8, 35, 84),
                new OriginPlays.OriginSlip().of(LookAlike.ORIGIN_SLIP, Need.DUTY_HIT, 1, 2, 14, 56),
                new BoxPlays.Cloned().of(Scheme.CLONED_CONTAINER, Need.SEA_FULL, 3, 5, 21, 56),
                new BoxPlays.BoxSlip().of(LookAlike.BOX_SLIP, Need.SEA_FULL, 1, 2, 14, 56),
                new BoxPlays.BoxCheckDigit().of(LookAlike.BOX_CHECK_DIGIT, Need.SEA_FULL, 1, 2, 14, 56),
                new BoxPlays.RolledBox().of(LookAlike.ROLLED_BOX, Need.SEA_FULL, 1, 3, 14, 56),
                new BoxPlays.QuickTurn().of(LookAlike.QUICK_TURN, Need.SEA_FULL, 1, 3, 14, 56),
                new WeightPlays.Impossible().of(Scheme.IMPOSSIBLE_WEIGHT, Need.SEA_FULL, 3, 6, 21, 56),
                new WeightPlays.PoundsSlip().of(LookAlike.POUNDS_SLIP, Need.SEA, 1, 2, 14, 56),
                new WeightPlays.VgmRounded().of(LookAlike.VGM_ROUNDED, Need.SEA_FULL, 2, 6, 21, 56),
                new WeightPlays.BoxVolume().of(LookAlike.BOX_VOLUME, Need.SEA, 2, 6, 21, 56),
                new WeightPlays.HeavyBox().of(LookAlike.HEAVY_BOX, Need.SEA_FULL, 1, 3, 21, 56),
                new WeightPlays.Dunnage().of(LookAlike.DUNNAGE, Need.SEA_FULL, 1, 3, 21, 56),
                new RefilePlays.CancelRefile().of(Scheme.CANCEL_REFILE, Need.SEA_FULL, 3, 6, 21, 56),
                new RefilePlays.HonestRefile().of(LookAlike.HONEST_REFILE, Need.SEA_FULL, 1, 3, 14, 56),
                new RefilePlays.RolledRefile().of(LookAlike.ROLLED_REFILE, Need.SEA_FULL, 1, 3, 14, 56),
                new RefilePlays.OfficeChange().of(LookAlike.OFFICE_CHANGE, Need.SEA_FULL, 1, 3, 14, 56),
                new RefilePlays.ForwarderChange().of(LookAlike.FORWARDER_CHANGE, Need.ANY, 4, 8, 28, 70),
                new RingPlays.ContactRing().of(Scheme.CONTACT_RING, Need.CAST, 18, 30, 70, 110),
                new RingPlays.AgentPhone().of(LookAlike.AGENT_PHONE, Need.CAST, 18, 30, 70, 110),
                new RingPlays.GroupCompany().of(LookAlike.GROUP_COMPANY, Need.CAST, 14, 25, 70, 110));
    }
}
