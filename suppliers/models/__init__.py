from suppliers.models.belts import Belt
from suppliers.models.freight import FreightTemplate, FreightZone
from suppliers.models.suppliers import StandingEvent, Supplier

__all__ = ["Belt", "FreightTemplate", "FreightZone", "StandingEvent", "Supplier"]
