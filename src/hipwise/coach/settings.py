"""The coach's numbers, taken from the content so that a clinician can read and correct them."""

from dataclasses import dataclass, fields

from hipwise.library.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class CoachSettings:
    """Each field is the setting `coach.<field>`, in the unit that `content/settings/coach.yaml` states."""

    visibility_least: float
    gap_bridged_s: float
    jitter_share_of_torso: float
    other_limb_jitter_factor: float
    camera_azimuth_error_deg: float
    camera_elevation_error_deg: float
    signal_least: float
    range_least_deg: float
    start_still_s: float
    start_spread_deg: float
    start_place_share: float
    start_tolerance_deg: float
    facing_tolerance_deg: float
    corridor_tolerance_deg: float
    corridor_left_s: float
    wander_torsos: float
    first_out_share: float
    out_share: float
    back_share: float
    beyond_start_share: float
    repetition_least_s: float
    repetition_least_share: float
    range_most_share: float
    range_most_deg: float
    return_torsos: float
    return_deg: float
    return_size_share: float
    witness_signal_least: float
    witness_share: float
    hold_witness_share: float
    company_share: float
    still_allowed_deg: float
    still_most_deg: float
    hips_least_m: float
    hips_share: float
    far_size_share: float
    lost_after_s: float
    wrong_side_after_s: float
    flight_lift_share: float
    flight_least_s: float
    flight_step_s: float
    touch_share: float
    touch_raised_share: float
    touch_lift_least: float
    touch_longest_s: float
    touch_longest_on_one_foot_s: float
    sway_least_s: float
    sway_step_s: float
    sway_noise_times: float
    hold_from_share: float
    hold_band_share: float
    hold_band_least_deg: float
    hold_least_s: float
    hold_break_s: float
    hold_still_deg_per_s: float
    swing_least_deg: float
    fault_after_s: float
    fault_clear_share: float
    fault_seen_share: float
    filter_cutoff_hz: float
    filter_beta: float
    offline_cutoff_hz: float
    offline_hold_cutoff_hz: float
    spike_deg: float
    spike_deg_per_s: float


def coach_settings(catalogue: Catalogue) -> CoachSettings:
    """The settings of the catalogue. Raises UnknownIdError naming the one that is missing."""
    return CoachSettings(**{f.name: catalogue.setting(f"coach.{f.name}") for f in fields(CoachSettings)})
