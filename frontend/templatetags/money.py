"""Shows money on a page."""

from django import template

from frontend import money

register = template.Library()
register.filter("pounds", money.pounds)
