"""Small signs as SVG, around the origin: one a day mark, one a kind of event. Each differs in shape."""

DAY_MARKS = {
    "done": '<rect x="-8" y="-8" width="16" height="16" rx="5" class="chart-mark-done"/><path d="m-4 .3 3 3 5-6" class="chart-mark-tick"/>',
    "partly": '<rect x="-7.3" y="-7.3" width="14.6" height="14.6" rx="5" class="chart-mark-open"/><path d="M0-7.3h2.3a5 5 0 0 1 5 5v4.6a5 5 0 0 1-5 5H0Z" class="chart-mark-done"/>',
    "eased": '<rect x="-7.3" y="-7.3" width="14.6" height="14.6" rx="5" class="chart-mark-soft"/><path d="M0-4v8m-3.2-3L0 4l3.2-3" class="chart-mark-arrow"/>',
    "left-out": '<rect x="-7.3" y="-7.3" width="14.6" height="14.6" rx="5" class="chart-mark-open"/><path d="M-3.4 0h6.8" class="chart-mark-arrow"/>',
    "rest": '<path d="M-5 0H5" class="chart-mark-rest"/>',
    "today": '<rect x="-7.3" y="-7.3" width="14.6" height="14.6" rx="5" class="chart-mark-today"/>',
    "not-logged": '<rect x="-7.3" y="-7.3" width="14.6" height="14.6" rx="5" class="chart-mark-missing"/>',
}

EVENT_SIGNS = {
    "up": '<rect x="-9" y="-9" width="18" height="18" rx="5" class="chart-up"/><path d="M0 5v-10m-4 4 4-4 4 4" class="chart-mark-tick"/>',
    "hold": '<rect x="-9" y="-9" width="18" height="18" rx="5" class="chart-hold"/><path d="M-4 0h8" class="chart-mark-tick"/>',
    "down": '<rect x="-9" y="-9" width="18" height="18" rx="5" class="chart-down"/><path d="M0-5v10m-4-4 4 4 4-4" class="chart-mark-tick"/>',
    "stop": '<path d="M-4-9h8l5 5v8l-5 5h-8l-5-5v-8Z" class="chart-halt"/><path d="M-4 0h8" class="chart-mark-tick"/>',
    "message": '<path d="M-8-6h16v10H-2l-4 4V4h-2Z" class="chart-message"/>',
    "told": '<path d="M-8-6h16v10H-2l-4 4V4h-2Z" class="chart-message"/>',
    "test": '<circle r="4" class="chart-during"/>',
    "score": '<circle r="4" class="chart-during"/>',
}
